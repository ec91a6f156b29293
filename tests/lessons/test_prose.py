"""Prose: what an author's Markdown becomes in a page, and what it never becomes."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.drawing import DrawingError
from lessons.prose import passage, to_html, with_cards
from lessons.references import references
from tests.builders import SVG, a_figure, a_lesson, a_section, a_term
from tests.debates import a_claim, a_debated_lesson, an_exercise
from tests.html import active


def html(body: str) -> str:
    return to_html(a_section(body=body), a_lesson())


def argued(body: str) -> str:
    claims = (a_claim("c1"), a_claim("c2", text='Is "so" <said>'))
    exercises = (an_exercise("stand", name="Stand & <stay>"), an_exercise("walk"))
    return to_html(a_section(body=body), a_debated_lesson(claims=claims, exercises=exercises))


def text(shown: str) -> str:
    return unescape(re.sub("<[^>]+>", "", shown)).strip()


def test_a_term_leads_to_its_entry_and_says_what_it_means() -> None:
    lesson = a_lesson(terms=(a_term(meaning='A "curve" <underfoot>'),))

    shown = to_html(a_section(body="The [arches *here*]{term=arch}."), lesson)

    assert shown == (
        '<p>The <a class="term" href="#term-arch"'
        ' title="A &quot;curve&quot; &lt;underfoot&gt;" rel="noopener noreferrer">'
        "arches <em>here</em></a>.</p>\n"
    )


def test_a_claim_is_followed_by_its_number_which_leads_to_its_entry_and_says_it() -> None:
    assert argued("[It *springs*]{claim=c2}.") == (
        '<p><span class="claim" id="the-spring--claim-c2">It <em>springs</em> '
        '<a class="claim-mark" href="#claim-c2" title="Is &quot;so&quot; &lt;said&gt;"'
        ' rel="noopener noreferrer">claim&nbsp;2</a></span>.</p>\n'
    )


def test_a_claim_stated_again_is_marked_again_and_found_where_it_came_first() -> None:
    shown = argued("[It]{claim=c2} [springs]{claim=c2}.")

    assert shown.count('href="#claim-c2"') == 2
    assert shown.count(f' id="{passage("the-spring", "c2")}"') == 1


def test_a_term_can_stand_inside_a_claim() -> None:
    shown = argued("[The [arch]{term=arch} springs]{claim=c2}")

    assert '<span class="claim" id="the-spring--claim-c2">The <a class="term"' in shown
    assert 'arch</a> springs <a class="claim-mark"' in shown


def test_the_same_words_can_be_a_term_and_a_claim() -> None:
    shown = argued("[arch]{term=arch claim=c2}")

    assert shown.startswith('<p><span class="claim" id="the-spring--claim-c2"><a class="term"')
    assert 'arch</a> <a class="claim-mark"' in shown


def test_a_claim_can_stand_inside_a_claim() -> None:
    shown = argued("[a [b]{claim=c2} c]{claim=c1}")

    assert text(shown) == "a b claim\u00a02 c claim\u00a01"
    assert shown.index("#claim-c2") < shown.index("#claim-c1")


@pytest.mark.parametrize("mark", ["{term=sole}", "{claim=c05}"])
def test_a_reference_to_nothing_shows_its_words(mark: str) -> None:
    assert html(f"The [sole]{mark}.") == "<p>The sole.</p>\n"


def test_an_exercise_is_named_where_it_is_placed() -> None:
    assert argued("a\n\n::: exercise stand\n*b*\n:::") == (
        '<p>a</p>\n<div class="exercise" data-exercise="stand">'
        "<p>Stand &amp; &lt;stay&gt;</p></div>\n<p><em>b</em></p>\n"
    )


def test_an_exercise_that_is_not_there_leaves_its_words() -> None:
    assert argued("::: exercise lunge\nLow.\n:::") == "<p>Low.</p>\n"


def test_a_card_takes_the_place_of_its_exercise() -> None:
    shown = argued("a\n\n::: exercise stand\n:::\n\n::: exercise walk\n:::")

    filled = with_cards(shown, {"stand": r"<form>\1</form>", "lunge": "<p>"})

    assert filled == (
        "<p>a</p>\n"
        r"<form>\1</form>"
        '\n<div class="exercise" data-exercise="walk"><p>Walk</p></div>\n'
    )


def test_a_figure_stands_in_the_text_with_its_caption() -> None:
    shown = html("::: figure foot\nThe *foot*.\n:::")

    assert shown.startswith('<figure class="figure"><svg viewBox="0 0 20 40" role="img"')
    assert '<title id="the-spring--1-title">The foot</title>' in shown
    assert shown.endswith("<figcaption><p>The <em>foot</em>.</p>\n</figcaption></figure>\n")


def test_a_figure_without_a_caption_is_captioned_by_its_title() -> None:
    assert "<figcaption>The foot</figcaption>" in html("::: figure foot\n:::")


def test_a_figure_that_is_not_there_leaves_its_caption() -> None:
    shown = html("::: figure hand\nA hand.\n:::")

    assert shown == ('<figure class="figure"><figcaption><p>A hand.</p>\n</figcaption></figure>\n')


def test_ids_stay_unique_when_sections_with_the_same_figure_share_a_page() -> None:
    body = "A[^1]\n\n::: figure foot\n:::\n\n::: figure foot\n:::\n\n[^1]: B"
    lesson = a_lesson()

    page = "".join(to_html(a_section(ref=ref, body=body), lesson) for ref in ("one", "two"))

    ids = [piece.split('"')[0] for piece in page.split(' id="')[1:]]
    assert len(ids) == len(set(ids)) == 2 * (2 * 5 + 2)


def test_an_unchecked_drawing_is_refused() -> None:
    unsafe = a_figure(svg=SVG.replace("<defs>", "<script/><defs>"))

    with pytest.raises(DrawingError):
        to_html(a_section(), a_lesson(figures=(unsafe,)))


@pytest.mark.parametrize(
    ("kind", "name"), [("note", "Note"), ("caution", "Caution"), ("try", "Try it")]
)
def test_a_callout_has_its_kind_and_title_in_its_first_line(kind: str, name: str) -> None:
    assert html(f"::: {kind} Mind <the> *gap*\n- a\n:::") == (
        f'<aside class="callout {kind}" role="note"><p class="callout-title">'
        f'<span class="callout-kind">{name}</span> Mind &lt;the&gt; *gap*</p>\n'
        "<ul>\n<li>a</li>\n</ul>\n</aside>\n"
    )


def test_a_callout_needs_no_title() -> None:
    assert '<p class="callout-title"><span class="callout-kind">Note</span></p>' in html(
        "::: note\na\n:::"
    )


def test_a_recall_is_opened_by_its_question_and_needs_no_script() -> None:
    assert html("::: recall Which <b> *springs*?\nThe *arch*.\n:::") == (
        '<details class="recall"><summary><span class="recall-kind">Recall</span>'
        " Which &lt;b&gt; *springs*?</summary>"
        '<div class="answer">\n<p>The <em>arch</em>.</p>\n</div></details>\n'
    )


def test_a_block_of_no_known_kind_keeps_its_words() -> None:
    assert html("::: warning Careful\nGo *slowly*.\n:::") == "<p>Go <em>slowly</em>.</p>\n"


def test_a_block_that_ends_on_an_empty_line_of_a_quotation_is_shown() -> None:
    assert html("> ::: note\n> ").startswith('<blockquote>\n<aside class="callout note"')


def test_headings_stay_on_the_two_levels_of_a_section() -> None:
    shown = html("# A\n\n## B\n\n### C\n\n###### D")

    assert shown == "<h2>A</h2>\n<h2>B</h2>\n<h3>C</h3>\n<h3>D</h3>\n"


def test_a_footnote_leads_there_and_back_from_every_place() -> None:
    shown = html("A[^n] b[^n]\n\n[^n]: Source.")

    assert 'href="#fn-the-spring-1" id="fnref-the-spring-1"' in shown
    assert 'href="#fn-the-spring-1" id="fnref-the-spring-1:1"' in shown
    assert shown.count(">[1]</a></sup>") == 2
    assert '<section class="footnotes" aria-label="Notes"><ol>' in shown
    assert shown.count('aria-label="Back to the text" href="#fnref-the-spring-1') == 2


@pytest.mark.parametrize(
    "body",
    [
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "Arch\n: A curve",
        "> said",
        "3. c\n4. d",
        "*a* **b**\n\n---",
    ],
)
def test_tables_definitions_quotations_lists_and_emphasis_are_shown(body: str) -> None:
    shown = html(body)

    tags = {"|": "<table>", "A": "<dl>", ">": "<blockquote>", "3": '<ol start="3">', "*": "<hr>"}
    assert tags[body[0]] in shown


@pytest.mark.parametrize("link", ["https://a.example/?b=1&c", "http://a.example", "mailto:a@b.co"])
def test_a_link_to_the_web_or_to_mail_is_kept(link: str) -> None:
    shown = html(f"[there]({link})")

    assert f'href="{link.replace("&", "&amp;")}" rel="noopener noreferrer">there</a>' in shown


@pytest.mark.parametrize(
    "link",
    ["/inside", "//a.example", "javascript:a", "data:text/html,a", "ftp://a.example", "x.md"],
)
def test_a_link_to_anywhere_else_leads_nowhere(link: str) -> None:
    assert "href" not in html(f"[there](<{link}>)")


PIECES = [
    "[a]",
    "{term=arch}",
    '{claim="',
    '"}',
    "(javascript:x)",
    "<script>",
    "</script>",
    "<img ",
    "`",
]
PIECES += [
    " onclick=x",
    " style=x",
    "](",
    ")",
    "![",
    "::: figure foot\n",
    "::: note ",
    "::: recall Why? ",
    ":::\n",
    "\n\n",
    "|",
]
PIECES += [
    "[^1]",
    "[^1]: ",
    "    ",
    "\n: ",
    "> ",
    "- ",
    "{claim=c1}",
    "::: exercise stand\n",
    '<div data-slot="0"></div>',
    '<div class="exercise" data-exercise="stand"><p>',
    "&lt;",
    "&#60;",
    "#",
]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=40).map("".join))
def test_nothing_that_is_written_ever_runs(body: str) -> None:
    lesson = a_debated_lesson(
        terms=(a_term(meaning=body),),
        figures=(a_figure(title=body),),
        claims=(a_claim("c1", text=body),),
        exercises=(an_exercise("stand", name=body),),
    )

    assert active(to_html(a_section(body=body), lesson)) == []


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=40).map("".join))
def test_a_card_stands_where_an_exercise_was_placed_and_nowhere_else(body: str) -> None:
    shown = with_cards(argued(body), {"stand": "<hr id=card>"})

    assert shown.count("<hr id=card>") == references(body).exercises.count("stand")


@given(st.integers(0, 500), st.sampled_from(["[", "> ", "*", "- ", "::: note\n", "[^1]: ", "[a]{"]))
def test_any_depth_is_shown(depth: int, piece: str) -> None:
    assert active(html(piece * depth + "a")) == []


@pytest.mark.parametrize(
    "planted",
    [
        "<script>",
        '<p onclick="x">',
        '<a href="javascript:x">',
        '<a href="/x">',
        '<b style="x">',
        "<img>",
    ],
)
def test_what_would_run_is_seen_by_these_tests(planted: str) -> None:
    assert active(f"<p>a</p>{planted}") != []


def test_straight_quotation_marks_are_set_as_printed_ones() -> None:
    shown = html('He said "lift" of the arch\'s curve.\n')

    assert "“lift” of the arch’s curve" in shown
