// @ts-check

/** A reason the caller knows (`ContentReason`), in place of a fault. */
export class Refusal extends Error {}
