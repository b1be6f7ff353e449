'use client';

import { createContext, useContext } from 'react';

/** What any page inside the shell can ask of it. */
export interface ShellActions {
  openPalette: () => void;
  openKeyboardMap: () => void;
}

/** Gives what is in the shell its actions; outside a shell they do nothing. */
export const ShellContext = createContext<ShellActions>({
  openPalette: () => undefined,
  openKeyboardMap: () => undefined,
});

/** The shell's palette and keyboard map. */
export function useShell(): ShellActions {
  return useContext(ShellContext);
}
