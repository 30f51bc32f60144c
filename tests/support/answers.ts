/** Value and status of what a loader or action returned: bare, or wrapped by `data(…)`. */
export function answerOf<T>(returned: T): { body: Unwrapped<T>; status: number } {
  if (isWrapped(returned)) return { body: returned.data as Unwrapped<T>, status: returned.init?.status ?? 200 };
  return { body: returned as Unwrapped<T>, status: 200 };
}

type Unwrapped<T> = T extends { type: string; data: infer D; init: ResponseInit | null } ? D : T;

function isWrapped(value: unknown): value is { data: unknown; init: ResponseInit | null } {
  return typeof value === "object" && value !== null && (value as { type?: unknown }).type === "DataWithResponseInit";
}
