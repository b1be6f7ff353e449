import { describe, expect, it } from 'vitest';
import { isAt, placesOf, type Place } from './navigation';

const places = placesOf('toastmates').flatMap((group) => group.places);
const here = (path: string) => places.filter((place) => isAt(place, path)).map((place) => place.key);

describe('navigation', () => {
  it('marks exactly one place for any page of the workspace', () => {
    expect(here('/toastmates')).toEqual(['home']);
    expect(here('/toastmates/sources')).toEqual(['sources']);
    expect(here('/toastmates/sources/src_1/debugger')).toEqual(['sources']);
    expect(here('/toastmates/settings/members')).toEqual(['settings']);
  });

  it('does not take a longer name for a place', () => {
    expect(here('/toastmates/usage-report')).toEqual([]);
  });

  it('gives every letter to one place only', () => {
    const letters = places.map((place: Place) => place.letter).filter(Boolean);
    expect(new Set(letters).size).toBe(letters.length);
  });
});
