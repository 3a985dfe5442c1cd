/**
 * Chromium serves no scheme that it does not know, and only Electron can teach it one. Here
 * `app://desk/x` is `https://desk.app.invalid/x` in the browser: a standard, secure origin of its
 * own that never resolves; the app sees the URL that it asked for.
 */
export function toBrowser(url: string): string {
  const parts = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/i.exec(url)
  if (!parts || !isCustom(parts[1] ?? '')) return url
  return `https://${parts[2]}.${parts[1]}.invalid${parts[3]}`
}

export function fromBrowser(url: string): string {
  const parts = /^https:\/\/([^/?#]+)\.([a-z0-9+-]+)\.invalid(?::443)?(.*)$/i.exec(url)
  return parts ? `${parts[2]}://${parts[1]}${parts[3]}` : url
}

export function schemeOf(url: string): string {
  return url.slice(0, Math.max(0, url.indexOf(':'))).toLowerCase()
}

function isCustom(scheme: string): boolean {
  return !/^(?:https?|wss?|file|data|blob|about|chrome|devtools)$/i.test(scheme)
}
