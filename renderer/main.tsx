import { createRoot } from 'react-dom/client'
import { windowApi } from './api.ts'
import { App } from './screens/app.tsx'
import { createStores } from './stores/stores.tsx'
import './styles/tokens.css'
import './styles/base.css'

/** A file dropped beside a target would otherwise replace the page. */
function refuseStrayDrops(): void {
  window.addEventListener('dragover', (event) => {
    if (event.defaultPrevented) return
    event.preventDefault()
    if (event.dataTransfer) event.dataTransfer.dropEffect = 'none'
  })
  window.addEventListener('drop', (event) => event.preventDefault())
}

/**
 * react-aria adds a <style> element unless one with this id exists; the content security policy
 * refuses such elements. `styles/base.css` has its rule.
 */
function standInForInjectedStyle(): void {
  const marker = document.createElement('meta')
  marker.id = 'react-aria-pressable-style'
  document.head.append(marker)
}

const root = document.getElementById('root')
if (root) {
  standInForInjectedStyle()
  refuseStrayDrops()
  createRoot(root).render(<App stores={createStores(windowApi())} />)
}
