/** A drawing that listens for the focus of its parts would in some browsers be a stop of its own, where nothing is to be done. */
export function noTabStop(svg: SVGSVGElement): void {
  svg.setAttribute('tabindex', '-1');
}
