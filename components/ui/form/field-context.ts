'use client';

import { createContext, useContext } from 'react';

/** What a Field tells the control inside it. */
export interface FieldContext {
  id?: string;
  describedBy?: string;
  labelledBy?: string;
  invalid?: boolean;
}

/** Gives a control the ids and state of the Field around it. */
export const FieldContext = createContext<FieldContext>({});

/** The ids and state that the surrounding Field gives to its control; empty outside a Field. */
export function useField(): FieldContext {
  return useContext(FieldContext);
}
