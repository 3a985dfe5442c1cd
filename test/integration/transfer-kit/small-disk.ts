import { execFileSync } from 'node:child_process'

/** A disk of memory that is soon full. Only an administrator may mount one. */
export class SmallDisk {
  readonly folder: string
  readonly mounted: boolean

  /** `size`: as of `mount`, `256k`. The folder exists and is empty. */
  constructor(folder: string, size: string) {
    this.folder = folder
    this.mounted = mount(folder, size)
  }

  resize(size: string): void {
    execFileSync('mount', ['-o', `remount,size=${size}`, this.folder])
  }

  unmount(): void {
    if (this.mounted) execFileSync('umount', [this.folder])
  }
}

function mount(folder: string, size: string): boolean {
  try {
    const args = ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder]
    execFileSync('mount', args, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
