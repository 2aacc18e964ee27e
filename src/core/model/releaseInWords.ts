/** A release's description without the references that only programs read: `Attach REDIS (@ref:…)`. */
export function releaseInWords(description: string): string {
  return description.replace(/ \(@ref:[^)]*\)/g, '');
}
