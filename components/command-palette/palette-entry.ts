/** A source or destination as the palette lists it. */
export interface PaletteEntry {
  kind: 'source' | 'destination';
  id: string;
  name: string;
  type: string;
  /** What tells it from its namesakes: the source a destination belongs to. */
  detail: string | null;
}

/** Finds sources and destinations by a part of their name, an id or a write key; null when that failed. */
export type FindInWorkspace = (text: string) => Promise<PaletteEntry[] | null>;
