import { useRef } from 'react'

const typingPauseMs = 800

export interface Typing {
  /** The letters typed so far, with this one; they start anew after a pause. `at` in ms. */
  add(character: string, at: number): string
  /** Whether nothing was typed since. */
  isLatest(text: string): boolean
}

/** Letters typed at a list, which lead to the row whose name starts with them. */
export function useTyping(): Typing {
  const typed = useRef({ text: '', at: 0 })
  return {
    add(character, at) {
      const fresh = at - typed.current.at > typingPauseMs
      const text = (fresh ? '' : typed.current.text) + character
      typed.current = { text, at }
      return text
    },
    isLatest: (text) => typed.current.text === text,
  }
}
