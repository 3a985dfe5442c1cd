import type { JSX } from 'react'
import type { Risk } from '../../../shared/oss/section.ts'

export function RiskList({ risks }: { readonly risks: readonly Risk[] }): JSX.Element {
  return (
    <ul className="config-risks">
      {risks.map((risk) => (
        <li key={risk.text}>{risk.text}</li>
      ))}
    </ul>
  )
}
