/** How the traffic of one label is being disturbed. Its connections read it each time they pass bytes on. */
export interface Mode {
  delayMs: number;
  silent: boolean;
  refused: boolean;
}

const normal: Mode = { delayMs: 0, silent: false, refused: false };

/** The modes of all labels, and the one that a label opened later begins with. */
export class Modes {
  readonly #initial: Mode = { ...normal };
  readonly #labels = new Map<string, Mode>();

  of(label: string): Mode {
    const mode = this.#labels.get(label) ?? { ...this.#initial };
    this.#labels.set(label, mode);
    return mode;
  }

  /** Changes one label, or all of them and those to come. */
  set(change: Partial<Mode>, label: string | undefined): void {
    const modes = label === undefined ? [this.#initial, ...this.#labels.values()] : [this.of(label)];
    for (const mode of modes) Object.assign(mode, change);
  }

  reset(label: string | undefined): void {
    this.set(normal, label);
  }
}
