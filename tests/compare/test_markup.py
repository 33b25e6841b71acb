"""Descriptions: what a store may write anew is the same text; what shoppers would see otherwise is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from batch.model.markup import same_markup
from batch.sandbox.markup import tidied

SAME = [
    ("<p>Warm</p>", "<P>Warm</P>"),
    ("<p>Warm</p>", "<p>Warm"),
    ("<p>a</p><p>b</p>", "<p>a</p>\n\n<p>b</p>\n"),
    ("a<br>b", "a<br />b"),
    ("a<br>b", "a <br/>\nb"),
    ("<ul><li>1<li>2</ul>", "<ul>\n  <li>1</li>\n  <li>2</li>\n</ul>"),
    ("<table><tr><td>1</table>", "<table><tbody><tr><td>1</td></tr></tbody></table>"),
    ("<a href='x' class=y>z</a>", '<a class="y" href="x">z</a>'),
    ("Mug & co, 5 < 6", "Mug &amp; co, 5 &lt; 6"),
    ("d\u2019\u00e9t\u00e9\u00a0!", "d&rsquo;&eacute;t&eacute;&nbsp;!"),
    ("a  b\n c", "a b c"),
    ("<p>a</p><!-- note -->", "<p>a</p>"),
    ("<p>a</p><script>x < y</script>", "<p>a</p>"),
    ('<p onclick="x()">a</p>', "<p>a</p>"),
    ("<html><body><p>a</p></body></html>", "<p>a</p>"),
]
OTHER = [
    ("<p>Warm</p>", "<p>warm</p>"),
    ("<p>a</p><p>b</p>", "<p>a b</p>"),
    ("<b>a</b> b", "<b>a b</b>"),
    ("<b>a</b> b", "<b>a</b>b"),
    ("a<br>b", "a<br><br>b"),
    ("<b>a</b>", "<strong>a</strong>"),
    ('<a href="x">z</a>', '<a href="y">z</a>'),
    ('<img src="a.png">', '<img src="b.png">'),
    ("<ul><li>1</li></ul>", "<ol><li>1</li></ol>"),
    ("&lt;b&gt;", "<b>"),
    ("a", ""),
]
PIECES = [
    "<p>",
    "</p>",
    "<br>",
    "<b>",
    "</b>",
    "<li>",
    "</ul>",
    "<UL>",
    " ",
    "\n",
    "a",
    "é & b",
    "5 < 6",
    "&amp;",
    "<i ",
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_html_in_another_dress_is_the_same(one: str, other: str) -> None:
    assert same_markup(one, other)
    assert same_markup(other, one)


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_html_that_shows_something_else_is_another(one: str, other: str) -> None:
    assert not same_markup(one, other)


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=12).map("".join))
def test_what_a_store_tidies_is_the_same_as_what_it_was_given(text: str) -> None:
    assert same_markup(text, tidied(text))
