/// <reference types="next/image-types/global" />
import android from 'simple-icons/icons/android.svg';
import apple from 'simple-icons/icons/apple.svg';
import dotnet from 'simple-icons/icons/dotnet.svg';
import go from 'simple-icons/icons/go.svg';
import java from 'simple-icons/icons/openjdk.svg';
import javascript from 'simple-icons/icons/javascript.svg';
import nodejs from 'simple-icons/icons/nodedotjs.svg';
import php from 'simple-icons/icons/php.svg';
import python from 'simple-icons/icons/python.svg';
import react from 'simple-icons/icons/react.svg';
import ruby from 'simple-icons/icons/ruby.svg';

/** Single files, each fetched only where its mark is shown; the set itself is never loaded. */
const ICONS = new Map<string, unknown>([
  ['javascript', javascript],
  ['website', javascript],
  ['nodejs', nodejs],
  ['node', nodejs],
  ['node.js', nodejs],
  ['python', python],
  ['go', go],
  ['ruby', ruby],
  ['java', java],
  ['php', php],
  ['dotnet', dotnet],
  ['net', dotnet],
  ['.net', dotnet],
  ['ios', apple],
  ['apple', apple],
  ['swift', apple],
  ['android', android],
  ['kotlin', android],
  ['react-native', react],
]);

/**
 * The address of a maker's mark, or null when we have none. Turbopack gives the address itself for a picture in a
 * package, and an object with it for a picture of the project.
 */
export function brandIcon(type: string): string | null {
  const picture = ICONS.get(type);
  if (typeof picture === 'string') return picture;
  if (typeof picture !== 'object' || picture === null || !('src' in picture)) return null;
  return typeof picture.src === 'string' ? picture.src : null;
}
