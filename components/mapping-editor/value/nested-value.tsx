'use client';

import { createContext, useContext, type ComponentType } from 'react';
import type { ValueProps } from './value-props';

/** The editor of values, for the values inside values; given by the page, because editors nest without end. */
export const NestedValueContext = createContext<ComponentType<ValueProps>>(() => null);

/** A value inside another: an item, an entry, an argument of a function. */
export function NestedValue(props: ValueProps) {
  const Editor = useContext(NestedValueContext);
  return <Editor {...props} />;
}
