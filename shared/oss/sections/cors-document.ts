import { z } from 'zod'
import { container } from './container.ts'

/** The methods that the service knows in a rule. */
export const corsMethods = ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'] as const
export type CorsMethod = (typeof corsMethods)[number]

const list = z.array(z.string()).default([])
const ruleSchema = z.looseObject({
  AllowedOrigin: list,
  AllowedMethod: list,
  AllowedHeader: list,
  ExposeHeader: list,
  MaxAgeSeconds: z.string().optional(),
})
export type CorsRule = z.infer<typeof ruleSchema>

export const corsSchema = z.looseObject({
  CORSRule: z.array(container(ruleSchema)).default([]),
  ResponseVary: z.string().optional(),
})
export type CorsDocument = z.infer<typeof corsSchema>

const knownElements: readonly string[] = Object.keys(ruleSchema.shape)

/** Elements of a rule that no form shows; they are kept as they are. */
export function unknownCorsElements(rule: CorsRule): readonly string[] {
  return Object.keys(rule).filter((name) => !knownElements.includes(name))
}
