/** PGlite itself failed: out of stack or memory, or a FATAL error. It cannot be used any more. */
export class EngineFailure extends Error {}
