export const people = {};

export type PeopleMessages = typeof people;
