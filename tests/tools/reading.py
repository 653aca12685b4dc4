"""Can a page be read? Questions to a page in Chromium (tools/browser.py), by WCAG 2.2.

too_faint(page)       texts whose contrast with their ground is below 4.5 (1.4.3), or 3 where they are large
names_missing(page)   what can be focused and has no name (4.1.2)
"""

CONTRAST = """(() => {
  const rgb = colour => (colour.match(/[\\d.]+/g) || [0, 0, 0, 0]).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255).map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = element => {
    for (let at = element; at; at = at.parentElement) {
      const colour = rgb(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const faint = [];
  for (const element of document.querySelectorAll('body *')) {
    if (element.closest('svg') || element.tagName === 'SCRIPT' || !element.getClientRects().length) continue;
    if (![...element.childNodes].some(node => node.nodeType === 3 && node.data.trim())) continue;
    const style = getComputedStyle(element), a = light(rgb(style.color)), b = light(ground(element));
    const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && parseInt(style.fontWeight) >= 700);
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (contrast < (large ? 3 : 4.5)) faint.push(element.tagName + ' ' + contrast.toFixed(2) + ' ' + element.textContent.slice(0, 30));
  }
  return faint;
})()"""

NAMES = """[...document.querySelectorAll('a, button, input, [tabindex="0"], summary')].filter(element =>
  !(element.getAttribute('aria-label') || element.textContent.trim() || (element.labels && [...element.labels].some(
    label => label.textContent.trim())))).map(element => element.outerHTML.slice(0, 80))"""


def too_faint(page):
    return page.value(CONTRAST)


def names_missing(page):
    return page.value(NAMES)
