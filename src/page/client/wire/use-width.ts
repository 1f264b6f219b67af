import type { RefObject } from 'preact'
import { useLayoutEffect, useState } from 'preact/hooks'

/** What a rem is now, in pixels. */
export const remPixels = (): number =>
  Number.parseFloat(getComputedStyle(document.documentElement).fontSize)

/** The width of an element's content in pixels, as it is at each moment. */
export function useWidth(element: RefObject<Element | null>, first: number): number {
  const [width, setWidth] = useState(first)
  useLayoutEffect(() => {
    const observed = element.current
    if (observed === null) return
    setWidth(observed.clientWidth || first)
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setWidth(Math.round(entry.contentRect.width))
    })
    observer.observe(observed)
    return () => observer.disconnect()
  }, [element, first])
  return width
}
