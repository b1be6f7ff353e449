import type { FilterAction } from '@/spec/filter';

function fieldList(fields: Partial<Record<string, string[]>>): string {
  return Object.entries(fields)
    .flatMap(([group, paths]) => (paths ?? []).map((path) => (group ? `${group}.${path}` : path)))
    .join(', ');
}

/** What one action does. */
function actionWords(action: FilterAction): string {
  switch (action.type) {
    case 'DROP':
      return 'Do not send events';
    case 'SAMPLE':
      return `Send ${Math.round(action.percent * 10_000) / 100} % of events`;
    case 'DROP_PROPERTIES':
      return `Send events without ${fieldList(action.fields)}`;
    case 'ALLOW_PROPERTIES':
      return `Send only ${fieldList(action.fields)} of events`;
  }
}

/** What a filter does, in words: the beginning of the sentence "… to <destination> if <condition>". */
export function filterVerb(actions: FilterAction[]): string {
  const [first = '', ...others] = actions.map(actionWords);
  return [first, ...others.map((words) => words.charAt(0).toLowerCase() + words.slice(1))].join(', then ');
}
