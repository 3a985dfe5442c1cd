import type { JSX } from 'react'
import type { AttentionReason } from '../../../shared/transfer/state.ts'
import type { Decision, TransferRow } from '../../../shared/transfer/view.ts'
import { useFormat, useMessages } from '../../i18n/i18n.tsx'
import { useStores } from '../../stores/stores.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { MenuOf } from '../../ui/menu.tsx'
import { placeOf } from './words.ts'

interface AttentionProps {
  readonly row: TransferRow
  readonly reason: AttentionReason
}

/** What waits for the person, in its own row and never in a dialog: other work goes on. */
export function Attention({ row, reason }: AttentionProps): JSX.Element {
  return (
    <div className="transfer-below">
      {reason === 'conflict' ? <Conflict row={row} /> : <Reason row={row} reason={reason} />}
    </div>
  )
}

function Conflict({ row }: { readonly row: TransferRow }): JSX.Element {
  const { transfers, shell } = useStores()
  const { conflict } = useMessages().transfers
  const format = useFormat()
  const count = row.items.attention
  const decide = (choice: Decision['choice']): void => {
    const decision = { transferId: row.id, itemIds: null, choice }
    transfers.getState().decide(decision).catch(shell.getState().fail)
  }
  return (
    <Banner
      tone="warning"
      title={conflict.question(count, format.count(count), placeOf(row))}
      action={
        <fieldset className="transfer-answers" aria-label={conflict.answers}>
          <Button onPress={() => decide('skip')}>{conflict.skip}</Button>
          <Button onPress={() => decide('keep-both')}>{conflict.keepBoth}</Button>
          <Button onPress={() => decide('replace')}>{conflict.replace}</Button>
          <MenuOf
            label={conflict.replaceOnly}
            trigger={<Button>{conflict.replaceOnly}</Button>}
            entries={[
              {
                id: 'newer',
                label: conflict.replaceNewer,
                onAction: () => decide('replace-if-newer'),
              },
              {
                id: 'different',
                label: conflict.replaceDifferent,
                onAction: () => decide('replace-if-different'),
              },
            ]}
          />
        </fieldset>
      }
    >
      <ul className="transfer-help muted">
        <li>
          {conflict.skip}: {conflict.skipHelp}
        </li>
        <li>
          {conflict.keepBoth}: {conflict.keepBothHelp}
        </li>
        <li>
          {conflict.replace}: {conflict.replaceHelp}
        </li>
      </ul>
    </Banner>
  )
}

/** Reasons after which leaving the files out ends the transfer sensibly. */
const skippable: readonly AttentionReason[] = ['source-missing', 'source-changed', 'unsafe-name']

function Reason({
  row,
  reason,
}: {
  readonly row: TransferRow
  readonly reason: Exclude<AttentionReason, 'conflict'>
}): JSX.Element {
  const { transfers, shell } = useStores()
  const { actions, attention } = useMessages().transfers
  const { what, todo } = attention[reason]
  const fail = shell.getState().fail
  const retry = (): void => {
    transfers.getState().act('retry', row.id).catch(fail)
  }
  const skip = (): void => {
    transfers.getState().leaveOut(row.id, reason).catch(fail)
  }
  // A copy reads from another account perhaps; the failure names the one that is refused.
  const { accountId = row.accountId } = row.failure?.details ?? {}
  const signIn = (): void => shell.getState().ask({ kind: 'renew-account', accountId })
  return (
    <Banner
      tone="warning"
      title={what}
      action={
        <fieldset className="transfer-answers" aria-label={what}>
          {reason === 'credentials' ? <Button onPress={signIn}>{actions.signIn}</Button> : null}
          {skippable.includes(reason) ? <Button onPress={skip}>{actions.skipThese}</Button> : null}
          {reason === 'unsafe-name' ? null : <Button onPress={retry}>{actions.retryNow}</Button>}
        </fieldset>
      }
    >
      {todo}
    </Banner>
  )
}
