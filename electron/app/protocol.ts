import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { protocol } from 'electron'

/** The page's own origin: `file:` would share one origin with every file of the machine. */
export const appOrigin = 'app://desk'
export const pageUrl = `${appOrigin}/index.html`

/** Everything is refused except the page's own files, and pictures that it made itself. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join('; ')

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
}

/** Must run before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
}

/** Serves the files of `rendererDir`, and nothing outside it, under `app://desk/`. */
export function serveApp(rendererDir: string): void {
  protocol.handle('app', (request) => answer(rendererDir, request))
}

async function answer(rendererDir: string, request: Request): Promise<Response> {
  const file = request.method === 'GET' ? fileFor(rendererDir, request.url) : null
  const type = file && types[extname(file)]
  if (!file || !type) return refusal()
  try {
    return new Response(await readFile(file), {
      headers: {
        'content-type': type,
        'content-security-policy': contentSecurityPolicy,
        'x-content-type-options': 'nosniff',
        'cross-origin-opener-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
      },
    })
  } catch {
    return refusal()
  }
}

function fileFor(rendererDir: string, url: string): string | null {
  const { host, pathname } = new URL(url)
  if (host !== 'desk') return null
  let path: string
  try {
    path = decodeURIComponent(pathname)
  } catch {
    return null
  }
  const file = normalize(join(rendererDir, path))
  return file.startsWith(normalize(rendererDir + sep)) ? file : null
}

function refusal(): Response {
  return new Response('not found', { status: 404, headers: { 'content-type': 'text/plain' } })
}
