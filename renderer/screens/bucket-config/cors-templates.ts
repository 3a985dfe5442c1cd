import type { CorsRule } from '../../../shared/oss/sections/cors-document.ts'

export const corsTemplates = ['read', 'upload', 'blank'] as const
export type CorsTemplate = (typeof corsTemplates)[number]

/** A rule to start from; the address of the web page is always the person's to enter. */
export function corsTemplate(template: CorsTemplate): CorsRule {
  const empty = { AllowedOrigin: [], AllowedMethod: [], AllowedHeader: [], ExposeHeader: [] }
  switch (template) {
    case 'read':
      return {
        ...empty,
        AllowedMethod: ['GET', 'HEAD'],
        AllowedHeader: ['*'],
        ExposeHeader: ['ETag', 'Content-Length'],
        MaxAgeSeconds: '3600',
      }
    case 'upload':
      return {
        ...empty,
        AllowedMethod: ['GET', 'HEAD', 'PUT', 'POST'],
        AllowedHeader: ['*'],
        // A page needs the ETag of each part to finish a multipart upload.
        ExposeHeader: ['ETag', 'x-oss-request-id'],
        MaxAgeSeconds: '600',
      }
    case 'blank':
      return empty
  }
}
