/**
 * The text with stars for the passwords of URLs in it. Messages of ours have none; but a command line that is refused is
 * repeated, and a URL may stand there in the wrong place. `secret` is what our own examples have.
 */
export const withoutUrlPasswords = (text: string): string =>
  text
    .replace(/(\w:\/\/[^\s:@/?#]*:)(?!secret@)\S*@/g, '$1***@')
    .replace(/([?&](?:ssl)?password=)[^\s&'"]*/gi, '$1***');
