// As much of a name as there is room for.

/** @param {(words: string) => number} measure px @param {string} name @param {number} room px */
export function fitting(measure, name, room) {
  if (measure(name) <= room) return name;
  let end = name.length - 1;
  while (end > 1 && measure(`${name.slice(0, end).trimEnd()}…`) > room) end--;
  return `${name.slice(0, end).trimEnd()}…`;
}
