import { rootOf, takesPath, valueKindOf, type TriggerCondition, type TriggerModel } from './trigger-model';
import { fqlPath, pathSegments } from './trigger-path';

const ESCAPES: Record<string, string> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Text as FQL writes it, in double quotes as Segment does. */
export function fqlText(text: string): string {
  return `"${text.replace(/["\\\n\r\t]/g, (character) => ESCAPES[character] ?? character)}"`;
}

/** The number that a text stands for, or null. */
function numberOf(text: string): number | null {
  const number = text.trim() === '' ? NaN : Number(text);
  return Number.isFinite(number) ? number : null;
}

/** What a row still lacks, in a short sentence for its author; null when it is whole. */
export function missingOf(condition: TriggerCondition): string | null {
  if (takesPath(condition.subject) && pathSegments(condition.path).includes(''))
    return condition.path === '' ? 'Name the field.' : 'A name is missing beside a dot.';
  const kind = valueKindOf(condition.operator);
  if (kind === 'text' && condition.value === '')
    return condition.subject === 'type' ? 'Choose a type.' : 'Enter the text to compare with.';
  if (kind === 'number' && numberOf(condition.value) === null) return 'Enter a number.';
  return null;
}

function pathOf({ subject, path }: TriggerCondition): string {
  const root = rootOf(subject);
  if (!takesPath(subject)) return root;
  return fqlPath([...(root === '' ? [] : [root]), ...pathSegments(path)]);
}

/** A text in a pattern of match(), every character itself. */
function literalGlob(text: string): string {
  return text.replace(/[*?[\\]/g, '\\$&');
}

function conditionFql(condition: TriggerCondition): string {
  const path = pathOf(condition);
  const { value, operator } = condition;
  const text = value === '' ? '' : fqlText(value);
  const number = numberOf(value);
  const digits = number === null ? '' : String(number);
  switch (operator) {
    case 'is':
      return `${path} = ${text}`;
    case 'is-not':
      return `${path} != ${text}`;
    case 'contains':
      return `contains(${path}, ${text})`;
    case 'not-contains':
      return `!contains(${path}, ${text})`;
    case 'starts':
      return `match(${path}, ${value === '' ? '' : fqlText(`${literalGlob(value)}*`)})`;
    case 'ends':
      return `match(${path}, ${value === '' ? '' : fqlText(`*${literalGlob(value)}`)})`;
    case 'matches':
      return `match(${path}, ${text})`;
    case 'not-matches':
      return `!match(${path}, ${text})`;
    case 'number-is':
      return `${path} = ${digits}`;
    case 'number-is-not':
      return `${path} != ${digits}`;
    case 'less':
      return `${path} < ${digits}`;
    case 'at-most':
      return `${path} <= ${digits}`;
    case 'more':
      return `${path} > ${digits}`;
    case 'at-least':
      return `${path} >= ${digits}`;
    case 'exists':
      return `${path} != null`;
    case 'missing':
      return `${path} = null`;
    case 'true':
      return `${path} = true`;
    case 'false':
      return `${path} = false`;
  }
}

/**
 * The FQL of rows. A row that lacks something is written with the gap in it, which is not valid FQL: such a trigger is
 * refused when it is saved, instead of running for more events than its author meant.
 */
export function writeTrigger({ join, conditions }: TriggerModel): string {
  if (conditions.length === 0) return 'all';
  return conditions.map(conditionFql).join(join === 'all' ? ' and ' : ' or ');
}
