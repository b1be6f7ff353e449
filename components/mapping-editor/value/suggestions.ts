import type { Choice } from '../editor-context';
import { matchingProperties, type KnownProperty } from '../model/spec-properties';
import { variableAt } from '../model/token-text';

/** Something that autocomplete can put into an input. */
export type Suggestion =
  { kind: 'property'; property: KnownProperty } | { kind: 'choice'; choice: Exclude<Choice, undefined> };

/** What autocomplete shows: what was typed of it, the suggestions, and how many more there are. */
export interface Suggested {
  typed: string;
  suggestions: Suggestion[];
  more: number;
  /** The text that a chosen property takes the place of. */
  from: number;
  to: number;
}

/** How many suggestions are shown at once; typing finds the rest. */
const SHOWN = 60;

function matchingChoices(choices: readonly Choice[], typed: string): readonly Choice[] {
  const wanted = typed.trim().toLowerCase();
  if (wanted === '') return choices;
  return choices.filter(
    ({ label, value }) => label.toLowerCase().includes(wanted) || String(value).toLowerCase().includes(wanted),
  );
}

/**
 * What fits at `caret` of `text`: within braces the properties; else the choices of the field, and where one asked for
 * them (`all`) the properties too. Before anything was typed (`typing` is false) all choices fit: what a field holds, one of
 * them or none, is there to be changed.
 */
export function suggest({
  text,
  caret,
  all,
  typing,
  choices,
  properties,
}: {
  text: string;
  caret: number;
  all: boolean;
  typing: boolean;
  choices: readonly Choice[] | null;
  properties: readonly KnownProperty[];
}): Suggested {
  const variable = variableAt(text, caret);
  const found: Suggestion[] = [];
  if (!variable && choices) {
    for (const choice of matchingChoices(choices, typing ? text : '')) found.push({ kind: 'choice', choice });
  }
  if (variable || all) {
    const typed = variable?.typed ?? '';
    for (const property of matchingProperties(properties, typed)) found.push({ kind: 'property', property });
  }
  return {
    typed: variable?.typed ?? (typing ? text : ''),
    suggestions: found.slice(0, SHOWN),
    more: Math.max(0, found.length - SHOWN),
    from: variable?.from ?? (choices ? 0 : caret),
    to: variable?.to ?? (choices ? text.length : caret),
  };
}
