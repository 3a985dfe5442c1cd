import { describe, expect, it } from 'vitest'
import { buildRequest } from '../../../electron/oss/request.ts'
import { describedOperations } from '../../operations.ts'
import { exchanges } from './exchanges/all.ts'

const titled = exchanges.map((each) => [`${each.operation.name}: ${each.line}`, each] as const)

describe.each(titled)('%s', (_, { operation, input, line, headers, body, answer, output }) => {
  it('asks', () => {
    const request = buildRequest(operation, input as never)
    const query = Object.entries(request.query).map(([name, value]) =>
      value === null ? name : `${name}=${value}`,
    )
    const path = `${request.bucket ?? ''}/${request.key ?? ''}`
    const asked = `${request.method} ${path}${query.length > 0 ? `?${query.join('&')}` : ''}`
    expect(asked).toBe(line)
    expect(request.headers).toMatchObject(headers)
    const text = request.body && Buffer.from(request.body).toString()
    expect(text?.replace('<?xml version="1.0" encoding="UTF-8"?>\n', '') ?? null).toBe(body)
  })

  it('understands the answer', () => {
    expect(operation.success).toContain(answer.status)
    expect(operation.output(answer, input as never)).toEqual(output)
  })
})

it('leaves no operation out', async () => {
  const shown = new Set(exchanges.map((each) => each.operation))
  const missing = (await describedOperations()).filter(({ operation }) => !shown.has(operation))
  expect(missing.map(({ operation }) => operation.name)).toEqual([])
})

it('names a documentation page for each', () => {
  for (const { operation } of exchanges) {
    expect(operation.documentation).toMatch(
      /^https:\/\/help\.aliyun\.com\/zh\/oss\/[a-z-]+\/[a-z0-9-]+$/,
    )
  }
})
