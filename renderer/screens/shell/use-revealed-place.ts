import { useEffect } from 'react'
import { useBrowser, useStores } from '../../stores/stores.tsx'
import { presetPlace } from '../../stores/tree-nodes.ts'

/** The tree opens down to the folder that the table shows. */
export function useRevealedPlace(): void {
  const { accounts, tree } = useStores()
  const place = useBrowser((state) => state.place)
  useEffect(() => {
    if (place === null) return
    const account = accounts.getState().accounts?.find(({ id }) => id === place.accountId)
    const top = account && presetPlace(account)
    tree.getState().reveal(place, top ?? { ...place, prefix: '' })
  }, [place, accounts, tree])
}
