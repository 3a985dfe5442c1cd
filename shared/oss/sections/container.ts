import { z } from 'zod'

/** An element with children. An empty one arrives as text: it is then one without children. */
export function container<Shape extends z.ZodType>(shape: Shape): z.ZodPreprocess<Shape> {
  return z.preprocess((value) => (value === '' ? {} : value), shape)
}
