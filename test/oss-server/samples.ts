import { createHash } from 'node:crypto'
import { drawPng } from './png.ts'
import type { OssServer } from './server.ts'
import type { NewObject } from './store/objects.ts'

export const sampleFacts = {
  buckets: ['archive', 'documents', 'photos'],
  /** In `archive`. */
  manyPrefix: 'measurements/',
  manyCount: 10_000,
  /** In `archive`. */
  largeKey: 'films/holiday-film.mp4',
  largeBytes: 200 * 1024 * 1024,
} as const

interface Sample {
  readonly key: string
  readonly type: string
  readonly content: Uint8Array
}

/**
 * Buckets to look at: `photos`, `documents` and `archive`, which has a file of 200 MB and a prefix
 * of 10,000 objects. What is there already is left as it is.
 */
export async function seedSamples(server: OssServer): Promise<void> {
  for (const name of sampleFacts.buckets) server.createBucket({ name })
  await seed(server, 'photos', photos)
  await seed(server, 'documents', documents)
  await seed(server, 'archive', measurements)
  await seedLargeFile(server)
}

/** Skips the whole set when its last object exists, since a set is published in one step. */
async function seed(
  server: OssServer,
  bucket: string,
  samples: () => readonly Sample[],
): Promise<void> {
  const marker = { key: `.samples-of-${bucket}`, type: 'text/plain', content: new Uint8Array() }
  const { configuration, setConfiguration } = server.store.buckets
  const { buckets } = server.store
  if (configuration.call(buckets, bucket, marker.key) !== null) return
  const objects: NewObject[] = []
  for (const [index, sample] of samples().entries()) {
    objects.push(await store(server, bucket, sample, index))
  }
  server.store.objects.putAll(objects)
  setConfiguration.call(buckets, bucket, marker.key, 'seeded')
}

async function store(
  server: OssServer,
  bucket: string,
  sample: Sample,
  index: number,
): Promise<NewObject> {
  const writer = server.store.blobs.writer()
  writer.write(sample.content)
  const md5 = createHash('md5').update(sample.content).digest()
  const crc64 = writer.crc64()
  return {
    bucket,
    key: sample.key,
    type: 'Normal',
    sizeBytes: sample.content.byteLength,
    etag: md5.toString('hex').toUpperCase(),
    crc64,
    md5: md5.toString('base64'),
    // Spread over two years, so that sorting by date shows something.
    modifiedMs: Date.UTC(2026, 5, 1) - ((index * 7919) % 730) * 86_400_000 - index * 61_000,
    storageClass: 'Standard',
    acl: 'default',
    headers: { 'content-type': sample.type },
    tags: [],
    symlinkTarget: null,
    segments: await writer.finish(),
  }
}

function photos(): readonly Sample[] {
  const folders = [
    '2025/summer/beach/',
    '2025/summer/mountains/',
    '2025/autumn/',
    '2026/family/',
    '旅行/',
  ]
  const samples: Sample[] = []
  for (const [index, folder] of folders.entries()) {
    samples.push({ key: folder, type: 'application/octet-stream', content: new Uint8Array() })
    for (let number = 1; number <= 6; number += 1) {
      const content = drawPng(index * 10 + number, 320, 240)
      const name = `IMG_${String(index * 100 + number).padStart(4, '0')}.png`
      samples.push({ key: folder + name, type: 'image/png', content })
    }
  }
  return [...samples, { key: 'cover.png', type: 'image/png', content: drawPng(99, 640, 360) }]
}

function documents(): readonly Sample[] {
  const text = (key: string, type: string, content: string): Sample => ({
    key,
    type,
    content: Buffer.from(content, 'utf8'),
  })
  const rows = Array.from({ length: 200 }, (_, row) => `${row + 1},item ${row + 1},${row * 3}`)
  return [
    text('readme.txt', 'text/plain; charset=utf-8', 'Files to try things out with.\n'),
    text('会议记录 2026.txt', 'text/plain; charset=utf-8', '会议记录\n一、项目进展\n'),
    text('budget/2026 budget.csv', 'text/csv', `number,name,amount\n${rows.join('\n')}\n`),
    text('budget/résumé & notes (final).md', 'text/markdown', '# Notes\n\nAll figures checked.\n'),
    text('contracts/draft.pdf', 'application/pdf', pdf('Draft contract')),
    text('contracts/emoji 📎 attachment.txt', 'text/plain; charset=utf-8', 'attached\n'),
    text('settings.json', 'application/json', '{\n  "theme": "light"\n}\n'),
    text('empty.txt', 'text/plain', ''),
  ]
}

/** The smallest document that a reader opens: one page, one line. */
function pdf(line: string): string {
  const stream = `BT /F1 24 Tf 72 720 Td (${line}) Tj ET`
  const bodies = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R ' +
      '/Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  let document = '%PDF-1.4\n'
  const offsets = bodies.map((body, index) => {
    const offset = document.length
    document += `${index + 1} 0 obj\n${body}\nendobj\n`
    return offset
  })
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const size = bodies.length + 1
  const head = `xref\n0 ${size}\n0000000000 65535 f \n${table}`
  return `${document}${head}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${document.length}\n%%EOF\n`
}

function measurements(): readonly Sample[] {
  return Array.from({ length: sampleFacts.manyCount }, (_, index) => {
    const number = String(index + 1).padStart(5, '0')
    const content = Buffer.from(`{"sample":${index + 1},"value":${(index * 37) % 1000}}\n`)
    return {
      key: `${sampleFacts.manyPrefix}sample-${number}.json`,
      type: 'application/json',
      content,
    }
  })
}

async function seedLargeFile(server: OssServer): Promise<void> {
  const { largeKey, largeBytes } = sampleFacts
  if (server.store.objects.find('archive', largeKey) !== null) return
  const block = Buffer.alloc(1024 * 1024)
  for (let word = 0; word < block.length / 4; word += 1) {
    block.writeUInt32LE(Math.imul(word + 1, 2654435761) >>> 0, word * 4)
  }
  const writer = server.store.blobs.writer()
  const md5 = createHash('md5')
  for (let done = 0; done < largeBytes; done += block.length) {
    const piece = Buffer.from(block)
    piece.writeUInt32LE(done / block.length, 0)
    md5.update(piece)
    writer.write(piece)
  }
  const digest = md5.digest()
  server.store.objects.put({
    bucket: 'archive',
    key: largeKey,
    type: 'Normal',
    sizeBytes: largeBytes,
    etag: digest.toString('hex').toUpperCase(),
    crc64: writer.crc64(),
    md5: digest.toString('base64'),
    modifiedMs: Date.UTC(2026, 3, 12, 9, 30),
    storageClass: 'Standard',
    acl: 'default',
    headers: { 'content-type': 'video/mp4' },
    tags: [],
    symlinkTarget: null,
    segments: await writer.finish(),
  })
}
