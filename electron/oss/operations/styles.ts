import type { Operation } from '../operation.ts'
import { childrenOf, childText, parseXmlOf, type XmlElement } from '../xml.ts'
import { buildDocument } from '../xml-document.ts'
import type { BucketInput } from './bucket.ts'
import { required, timeOf, xmlType } from './fields.ts'

export interface StyleInput extends BucketInput {
  readonly style: string
}

/** A named image process of a bucket, used as `style/<name>`. */
export interface Style {
  readonly name: string
  /** `image/resize,w_100` */
  readonly content: string
  readonly createdAt: string | null
  readonly modifiedAt: string | null
}

const queryOf = (style: string): Record<string, string | null> => ({
  style: null,
  styleName: style,
})

export const putStyle: Operation<StyleInput & { readonly content: string }, void> = {
  name: 'PutStyle',
  method: 'PUT',
  target: 'bucket',
  idempotent: true,
  request: ({ bucket, style, content }) => ({
    bucket,
    query: queryOf(style),
    headers: { 'content-type': xmlType },
    body: buildDocument('Style', { Content: content }),
    contentMd5: true,
  }),
  success: [200],
  output: () => undefined,
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/putstyle',
}

export const getStyle: Operation<StyleInput, Style> = {
  name: 'GetStyle',
  method: 'GET',
  target: 'bucket',
  idempotent: true,
  request: ({ bucket, style }) => ({ bucket, query: queryOf(style) }),
  success: [200],
  output: (answer) => styleOf(parseXmlOf('Style', answer.body)),
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/getstyle',
}

export const listStyle: Operation<BucketInput, readonly Style[]> = {
  name: 'ListStyle',
  method: 'GET',
  target: 'bucket',
  idempotent: true,
  request: ({ bucket }) => ({ bucket, query: { style: null } }),
  success: [200],
  output: (answer) =>
    childrenOf(parseXmlOf('StyleList', answer.body), 'Style').map((style) => styleOf(style)),
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/liststyle',
}

export const deleteStyle: Operation<StyleInput, void> = {
  name: 'DeleteStyle',
  method: 'DELETE',
  target: 'bucket',
  idempotent: true,
  request: ({ bucket, style }) => ({ bucket, query: queryOf(style) }),
  success: [200, 204],
  output: () => undefined,
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/deletestyle',
}

function styleOf(element: XmlElement): Style {
  return {
    name: required(element, 'Name'),
    content: required(element, 'Content'),
    createdAt: timeOf(childText(element, 'CreateTime')),
    modifiedAt: timeOf(childText(element, 'LastModifyTime')),
  }
}
