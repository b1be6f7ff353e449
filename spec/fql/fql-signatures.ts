/** The functions of FQL (segment-facts 4.7): how many arguments each takes and whether it answers true or false. */
export const FQL_SIGNATURES = {
  bool: { arity: 1, answers: 'bool' },
  contains: { arity: 2, answers: 'bool' },
  kebabcase: { arity: 1, answers: 'value' },
  length: { arity: 1, answers: 'value' },
  lowercase: { arity: 1, answers: 'value' },
  match: { arity: 2, answers: 'bool' },
  number: { arity: 1, answers: 'value' },
  snakecase: { arity: 1, answers: 'value' },
  string: { arity: 1, answers: 'value' },
  titlecase: { arity: 1, answers: 'value' },
  typeof: { arity: 1, answers: 'value' },
  uppercase: { arity: 1, answers: 'value' },
} as const;

export type FqlFunctionName = keyof typeof FQL_SIGNATURES;

/** Whether `name` is a function of FQL. */
export function isFqlFunction(name: string): name is FqlFunctionName {
  return Object.hasOwn(FQL_SIGNATURES, name);
}
