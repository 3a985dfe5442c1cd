import { type JSX, useState } from 'react'
import { useMessages } from '../i18n/i18n.tsx'
import { useSettings } from '../stores/stores.tsx'
import { Banner } from '../ui/banner.tsx'
import './start-notices.css'

/** What has to be said about this start, over whatever shows, until the person has read it. */
export function StartNotices(): JSX.Element | null {
  const { common } = useMessages()
  const notices = useSettings((state) => state.app?.notices)
  const [read, setRead] = useState<readonly string[]>([])
  const unread = (notices ?? []).filter(({ lost }) => !read.includes(lost))
  if (unread.length === 0) return null
  return (
    <div className="start-notices">
      {unread.map(({ lost, keptAs }) => (
        <Banner
          key={lost}
          tone="warning"
          title={common.startNotices.title}
          onDismiss={() => setRead([...read, lost])}
          dismissLabel={common.actions.dismiss}
        >
          {common.startNotices[lost](keptAs)}
        </Banner>
      ))}
    </div>
  )
}
