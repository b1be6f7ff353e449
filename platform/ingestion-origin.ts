import { installation } from './installation';

/**
 * The origin that a source's snippets and settings name ("https://events.eu.example.com"): that of its region, or the
 * public URL when it has none, or one that the operator has taken out of SWITCHYARD_REGIONS since.
 */
export function ingestionOrigin(region: string | null): string {
  const { publicUrl, regions } = installation();
  return regions.find(({ name }) => name === region)?.origin ?? publicUrl;
}

/** Every origin under which this installation is reached: the public URL first, then the regions. */
export function knownOrigins(): string[] {
  const { publicUrl, regions } = installation();
  return [publicUrl, ...regions.map(({ origin }) => origin)];
}
