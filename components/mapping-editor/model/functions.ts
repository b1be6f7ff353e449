import type { FieldMetadata } from '@/catalog/destinations/kit/metadata';
import type { Json } from '@/spec/event';
import type { FormDirective } from './value-form';

/** A function of the mapping kit as the menu offers it. */
export interface FunctionOffer {
  name: FormDirective;
  label: string;
}

/** What each function is called, in the order of the menu. */
export const FUNCTIONS: readonly FunctionOffer[] = [
  { name: '@if', label: 'If … then … else' },
  { name: '@case', label: 'Upper or lower case' },
  { name: '@replace', label: 'Replace text' },
  { name: '@arrayPath', label: 'For each item of a list' },
  { name: '@flatten', label: 'Flatten an object' },
  { name: '@json', label: 'To or from JSON text' },
  { name: '@merge', label: 'Merge objects' },
  { name: '@liquid', label: 'Liquid template' },
  { name: '@excludeWhenNull', label: 'Leave out when null' },
  { name: '@literal', label: 'Marked as fixed' },
];

/** The label of a function. */
export function functionLabel(name: FormDirective): string {
  return FUNCTIONS.find((offer) => offer.name === name)?.label ?? name;
}

/** The functions that make sense for a field: those that make lists and objects only where these belong. */
export function functionsFor(field: Pick<FieldMetadata, 'type' | 'multiple'>): readonly FunctionOffer[] {
  const object = field.type === 'object';
  const hidden: FormDirective[] = object
    ? ['@case', '@replace']
    : field.multiple
      ? ['@flatten', '@merge']
      : ['@flatten', '@merge', '@arrayPath'];
  return FUNCTIONS.filter(({ name }) => name !== '@literal' && !hidden.includes(name));
}

/** A function made around `value`, so that what was there is not lost. */
export function wrapIn(name: FormDirective, value: Json | undefined): Json {
  const inner = value ?? '';
  switch (name) {
    case '@if':
      return { '@if': { exists: inner, then: inner } };
    case '@case':
      return { '@case': { operator: 'lower', value: inner } };
    case '@replace':
      return { '@replace': { pattern: '-', replacement: '', value: inner } };
    case '@arrayPath':
      return { '@arrayPath': [pathIn(value) ?? '$.properties.products', {}] };
    case '@flatten':
      return { '@flatten': { value: inner, separator: '.' } };
    case '@json':
      return { '@json': { mode: 'encode', value: inner } };
    case '@merge':
      return { '@merge': { objects: value === undefined ? [] : [value], direction: 'right' } };
    case '@liquid':
      return { '@liquid': liquidOf(value) };
    case '@literal':
      return { '@literal': inner };
    case '@excludeWhenNull':
      return { '@excludeWhenNull': inner };
  }
}

/** What is inside a function, so that taking the function away keeps it; undefined when nothing is. */
export function unwrap(name: FormDirective, argument: Json): Json | undefined {
  if (name === '@literal' || name === '@excludeWhenNull') return argument;
  if (name === '@arrayPath' && Array.isArray(argument)) {
    return typeof argument[0] === 'string' ? { '@path': argument[0] } : argument[0];
  }
  if (argument === null || typeof argument !== 'object' || Array.isArray(argument)) return undefined;
  if (name === '@if') return argument.then ?? argument.else;
  if (name === '@merge') return Array.isArray(argument.objects) ? argument.objects[0] : undefined;
  return argument.value;
}

function pathIn(value: Json | undefined): string | undefined {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
  return typeof value['@path'] === 'string' ? value['@path'] : undefined;
}

function liquidOf(value: Json | undefined): string {
  const path = pathIn(value);
  if (path !== undefined) return `{{ ${path.replace(/^\$\./, '')} }}`;
  return typeof value === 'string' ? value : '';
}
