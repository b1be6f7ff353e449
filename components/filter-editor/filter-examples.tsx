'use client';

const EXAMPLES = [
  ['Events of our own staff', "contains(context.traits.email, '@example.com')"],
  ['Page views', "type = 'page'"],
  ['All but two events', "!(event in ['Order Completed', 'Signed Up'])"],
  ['No user', 'length(userId) < 1'],
] as const;

/** Conditions to begin with; choosing one replaces what is written. */
export function FilterExamples({ onChoose }: { onChoose: (condition: string) => void }) {
  return (
    <p className="mt-2 flex flex-wrap gap-x-3 gap-y-1 text-xs text-muted">
      Examples:
      {EXAMPLES.map(([name, condition]) => (
        <button key={name} type="button" className="link" title={condition} onClick={() => onChoose(condition)}>
          {name}
        </button>
      ))}
    </p>
  );
}
