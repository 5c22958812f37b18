type Environment = Readonly<Record<string, string | undefined>>;

/** The first version of VTE whose links do not crash it: 0.50.1. */
const vteWithLinks = 5001;

const programs = new Set([
  'iTerm.app',
  'WezTerm',
  'vscode',
  'ghostty',
  'Hyper',
  'Tabby',
  'rio',
  'WarpTerminal',
]);

/**
 * Whether the terminal is one that is known to put links behind text (OSC 8), by the variables that it sets: those of
 * iTerm2, WezTerm, VS Code, Ghostty, Hyper, Tabby, Rio, Warp, kitty, Konsole, Windows Terminal, VTE (GNOME Terminal and
 * others), Alacritty and foot. Not within tmux or screen, which may drop them. `FORCE_HYPERLINK` decides, where it is
 * set: `0` is no.
 */
export function showsHyperlinks(env: Environment): boolean {
  if (env.FORCE_HYPERLINK !== undefined) return env.FORCE_HYPERLINK !== '0';
  if (env.TMUX !== undefined || env.STY !== undefined || /^(tmux|screen|dumb)/.test(env.TERM ?? ''))
    return false;
  if (programs.has(env.TERM_PROGRAM ?? '')) return true;
  if (env.WT_SESSION || env.KONSOLE_VERSION || env.KITTY_WINDOW_ID) return true;
  if (Number(env.VTE_VERSION) >= vteWithLinks) return true;
  return /^(xterm-kitty|alacritty|foot|xterm-ghostty)/.test(env.TERM ?? '');
}

/** A text that leads to an address; takes as many columns as the text. */
export function hyperlink(text: string, address: string): string {
  // Nothing in an address may end the escape sequence; what is encoded already stays as it is.
  const target = encodeURI(address).replaceAll('%25', '%');
  return `\x1b]8;;${target}\x07${text}\x1b]8;;\x07`;
}
