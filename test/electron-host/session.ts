import type {
  OnBeforeRequestListenerDetails,
  PermissionRequest,
  Protocol,
  WebContents,
} from 'electron'
import { schemeOf } from './urls.ts'

type Handler = (request: Request) => Response | Promise<Response>
type BeforeRequest = (
  details: OnBeforeRequestListenerDetails,
  decide: (answer: { cancel?: boolean }) => void,
) => void
type PermissionHandler = (
  contents: WebContents,
  permission: string,
  decide: (granted: boolean) => void,
  details: PermissionRequest,
) => void

const handlers = new Map<string, Handler>()
let beforeRequest: BeforeRequest | null = null
let permissionHandler: PermissionHandler | null = null

export const protocol = {
  registerSchemesAsPrivileged: (schemes: readonly { scheme: string }[]): void => {
    for (const { scheme } of schemes) {
      if (!/^[a-z][a-z0-9-]*$/.test(scheme)) throw new Error(`not a scheme: ${scheme}`)
    }
  },
  handle: (scheme: string, handler: Handler): void => {
    if (handlers.has(scheme)) throw new Error(`the scheme ${scheme} has a handler already`)
    handlers.set(scheme, handler)
  },
  isProtocolHandled: (scheme: string): boolean => handlers.has(scheme),
} satisfies Partial<Protocol>

const defaultSession = {
  protocol,
  setPermissionRequestHandler: (handler: PermissionHandler | null): void => {
    permissionHandler = handler
  },
  /** Asked synchronously by Chromium, which this process cannot be: the request handler decides. */
  setPermissionCheckHandler: (_handler: unknown): void => undefined,
  webRequest: {
    onBeforeRequest: (listener: BeforeRequest): void => {
      beforeRequest = listener
    },
  },
}
export const session = { defaultSession }

export function handlerFor(url: string): Handler | undefined {
  return handlers.get(schemeOf(url))
}

/** Whether the app lets this request go out. */
export function isAllowed(url: string, method: string, resourceType: string): Promise<boolean> {
  if (!beforeRequest) return Promise.resolve(true)
  const listener = beforeRequest
  const details = { id: 0, url, method, resourceType, referrer: '', timestamp: Date.now() }
  return new Promise((resolve) => {
    listener(details as unknown as OnBeforeRequestListenerDetails, ({ cancel }) => resolve(!cancel))
  })
}

/** What the app says to a permission; Chromium denies what nobody was asked about. */
export function decidePermission(contents: WebContents, permission: string): Promise<boolean> {
  if (!permissionHandler) return Promise.resolve(true)
  const handler = permissionHandler
  return new Promise((resolve) => {
    handler(contents, permission, resolve, {} as PermissionRequest)
  })
}
