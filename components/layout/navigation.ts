/** Where the sidebar, the palette and the keyboard lead. */
export interface Place {
  key: 'home' | 'sources' | 'destinations' | 'catalog' | 'usage' | 'settings';
  label: string;
  href: string;
  /** The key after `g` that goes there. */
  letter?: string;
}

/** A group of places; the first has no heading. */
export interface PlaceGroup {
  heading: string | null;
  places: Place[];
}

/** The places of a workspace, grouped as the sidebar shows them. */
export function placesOf(slug: string): PlaceGroup[] {
  const base = `/${slug}`;
  return [
    { heading: null, places: [{ key: 'home', label: 'Home', href: base, letter: 'h' }] },
    {
      heading: 'Connections',
      places: [
        { key: 'sources', label: 'Sources', href: `${base}/sources`, letter: 's' },
        { key: 'destinations', label: 'Destinations', href: `${base}/destinations`, letter: 'd' },
        { key: 'catalog', label: 'Catalog', href: `${base}/catalog` },
      ],
    },
    {
      heading: 'Workspace',
      places: [
        { key: 'usage', label: 'Usage', href: `${base}/usage`, letter: 'u' },
        { key: 'settings', label: 'Settings', href: `${base}/settings`, letter: 'e' },
      ],
    },
  ];
}

/** Whether `path` is at or below a place; Home is only itself. */
export function isAt(place: Place, path: string): boolean {
  return path === place.href || (place.key !== 'home' && path.startsWith(`${place.href}/`));
}
