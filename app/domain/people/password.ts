/** How long a password may be, in characters; nothing else is asked of it. */
export const PASSWORD_LENGTH = { min: 8, max: 128 } as const;
