'use client';

import { createContext, useContext } from 'react';

/** What a Field tells the control inside it. */
export interface FieldContext {
  id?: string;
  describedBy?: string;
  labelledBy?: string;
  invalid?: boolean;
}

export const FieldContext = createContext<FieldContext>({});

/** The ids and state that the surrounding Field gives to its control; empty outside a Field. */
export function useField(): FieldContext {
  return useContext(FieldContext);
}
