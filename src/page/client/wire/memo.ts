import { Component, type ComponentChildren, h } from 'preact'

/** A component that is drawn again only when one of its properties is another. */
export function memo<P extends object>(draw: (props: P) => ComponentChildren) {
  return class Memo extends Component<P> {
    override shouldComponentUpdate(next: Readonly<P>): boolean {
      const before = Object.entries(this.props)
      return (
        before.length !== Object.keys(next).length ||
        before.some(([name, value]) => Reflect.get(next, name) !== value)
      )
    }
    override render() {
      return h(draw, this.props)
    }
  }
}
