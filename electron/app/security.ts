import type { Session, WebContents } from 'electron'
import { app, session } from 'electron'
import { appOrigin, pageUrl } from './protocol.ts'

/**
 * What the page may never do, whatever it was talked into: open windows, go elsewhere, reach the
 * network, get at devices. Everything that it needs goes over the IPC contract.
 */
export function guardApp(): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents))
}

/** Needs a ready app. */
export function guardSession(target: Session = session.defaultSession): void {
  target.setPermissionRequestHandler((_contents, permission, decide) => {
    decide(allowedPermission(permission))
  })
  target.setPermissionCheckHandler((_contents, permission) => allowedPermission(permission))
  target.webRequest.onBeforeRequest((details, decide) => {
    decide({ cancel: !allowedRequest(details.url) })
  })
}

function guardContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-navigate', (event) => {
    if (event.url !== pageUrl) event.preventDefault()
  })
  contents.on('will-attach-webview', (event) => event.preventDefault())
}

/** Copying text (request ids, keys) is the one thing that the page asks the browser for. */
function allowedPermission(permission: string): boolean {
  return permission === 'clipboard-sanitized-write'
}

/** `data:` and `blob:` are pictures that the page made; `devtools:` is a developer's own window. */
function allowedRequest(url: string): boolean {
  return url.startsWith(`${appOrigin}/`) || /^(?:data|blob|devtools):/.test(url)
}
