/** A partner's discount is a formula over `total`, such as "total * 0.9". */
export function discounted(total: number, formula: string | undefined): number {
  if (!formula) return total;
  const compute = new Function('total', `return ${formula};`) as (total: number) => number;
  return compute(total);
}
