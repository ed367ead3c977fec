// The colours of the page as they are now, light or dark.

export interface Palette {
  ink: string;
  soft: string;
  line: string;
  surface: string;
  series: string[];
  shades: string[];
  onLight: string;
  onDark: string;
  font: string;
}

export function paletteOf(element: Element): Palette {
  const style = getComputedStyle(element);
  const colour = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  return {
    ink: colour("ink"),
    soft: colour("soft"),
    line: colour("line"),
    surface: colour("surface"),
    series: [0, 1, 2, 3, 4].map((at) => colour(`s${at}`)),
    shades: [0, 1, 2, 3, 4, 5, 6, 7].map((at) => colour(`q${at}`)),
    onLight: colour("on-light"),
    onDark: colour("on-dark"),
    font: style.fontFamily,
  };
}
