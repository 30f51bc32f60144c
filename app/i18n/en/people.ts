import type { PeopleMessages } from "../vi/people";

export const people: PeopleMessages = {};
