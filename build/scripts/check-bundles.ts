import { readdir, readFile } from 'node:fs/promises'
import { inRoot } from './run.ts'

/** What must hold of the built files, whatever the bundler made of the sources. */
const faults: string[] = []

const preload = await readFile(inRoot('out/preload/preload.cjs'), 'utf8')
for (const [, name] of preload.matchAll(/\brequire\(\s*[`'"]([^`'"]+)[`'"]\s*\)/g)) {
  if (name !== 'electron') faults.push(`the preload requires ${name}; a sandbox has electron only`)
}
if (/ZodError|\$ZodType/.test(preload)) faults.push('zod is in the preload')

const html = await readFile(inRoot('out/renderer/index.html'), 'utf8')
if (/<script(?![^>]*\bsrc=)|<style|\son\w+=/i.test(html)) {
  faults.push('the page has an inline script, style or handler, which its policy forbids')
}

for (const file of await readdir(inRoot('out/renderer'), { recursive: true })) {
  if (!file.endsWith('.js')) continue
  const text = await readFile(inRoot(`out/renderer/${file}`), 'utf8')
  if (/from\s*["'](?:node:|electron)/.test(text)) faults.push(`${file} imports Node or Electron`)
}

for (const fault of faults) console.error(fault)
process.exitCode = faults.length === 0 ? 0 : 1
