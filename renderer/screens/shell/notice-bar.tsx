import { type JSX, useEffect } from 'react'
import { useMessages } from '../../i18n/i18n.tsx'
import { useShell, useStores } from '../../stores/stores.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { FailurePanel } from '../failure-panel.tsx'

const shownMs = 6000

/** The last thing that was started or refused. Good news goes by itself, failures stay. */
export function NoticeBar(): JSX.Element | null {
  const { shell } = useStores()
  const { common } = useMessages()
  const notice = useShell((state) => state.notice)
  const id = notice?.kind === 'done' ? notice.id : null
  useEffect(() => {
    if (id === null) return
    const timer = setTimeout(() => shell.getState().dismiss(id), shownMs)
    return () => clearTimeout(timer)
  }, [id, shell])
  if (notice === null) return null
  const dismiss = (): void => shell.getState().dismiss(notice.id)
  return (
    <div className="notice-bar">
      {notice.kind === 'done' ? (
        <Banner onDismiss={dismiss} dismissLabel={common.actions.dismiss}>
          {notice.text}
        </Banner>
      ) : (
        <FailurePanel
          layout="inline"
          failure={notice.failure}
          actions={<Button onPress={dismiss}>{common.actions.dismiss}</Button>}
        />
      )}
    </div>
  )
}
