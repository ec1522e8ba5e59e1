"""Rules of negation, a case or two for every table, in Russian and English."""

import pytest

from deltalang.session import Session
from deltalang.verification.verifying import Verification, verify_document
from deltalang.words.lemmas import Identity
from deltalang.words.lemmatizer import lemmatizer

_LEMMATIZER, _ = lemmatizer()


def verify(answer: str, scene: str) -> Verification:
    session = Session()
    (document,) = session.documents(scene)
    return verify_document(answer, document, _LEMMATIZER, lexicon=session.lexicon)


@pytest.mark.parametrize(
    "answer",
    [
        # not there, behind
        "холода как не бывало", "холода он так и не заметил", "холода никто не чувствовал",
        "покоя и холода не знаю", "the cold was nowhere", "the cold had never been",
        "the cold was not there", "the cold was no longer felt", "the cold was no more",
        # it came to an end
        "холод ушёл", "холод наконец отступил", "холод вдруг исчез", "холод прошёл", "the cold was gone",
        "the cold had slowly faded", "the cold died down", "the cold left him", "the cold was over",
        # kept away
        "он избежал холода", "дом, лишённый холода", "avoiding the cold", "they escaped the cold",
        "a house deprived of cold", "got rid of the cold",
        # perceived by nobody
        "nobody noticed the cold", "nothing was left of the cold", "он не заметил холод",
        # orders and refusals
        "Avoid: cold, rain.", "Избегай: дождь, холод.", "**Avoid:**\n- rain\n- cold\n\nThe house.",
        "I cannot write about the cold.", "Не могу написать про холод.",
        # it does not exist there
        "холода здесь никогда не водилось", "холод здесь сроду не водился", "холод там не существовал",
        "холода тут и в помине нет", "холода ни одного", "there had never been any cold",
        "there's never been a cold here", "the cold was never there", "the cold was never seen",
        "not a single cold",
        # a reply says no
        "Холод? Нет.", "Холод? Конечно, нет.", "Холода? Никогда.", "Был ли тут холод? Нет, только дождь.",
        "— Холод? — Нет, — сказал он.", "Холод — нет.", "Холода? Его здесь нет.", "Холода? Не было.",
        "A cold? No.", "Was it cold? Of course not.", "“The cold?” “Never.”", "Cold? There was none.",
        "Did they know the cold? No, only the rain.",
        # it never came
        "холод не появился", "холод так и не появился", "потом холод не возник", "холод в доме отсутствовал",
        "the cold did not appear", "the cold never appeared", "cold didn't exist",
        # a question that is answered all the same
        "Разве это холод? Нет.", "Не холод, а снег, понял ли ты?", "Разве это не холод? Нет.", "Isn't it the cold? No.",
        "никогда он не чувствовал холода", "never had he felt the cold",
        "there was never any more cold",
    ],
)  # fmt: skip
def test_it_takes_for_negated(answer: str) -> None:
    made = verify(answer, "дом - холод")
    assert (len(made.leaked), [len(one.negated) for one in made.avoided]) == (0, [1])


@pytest.mark.parametrize(
    "answer",
    [
        # the negation says that it stays
        "холод не ушёл", "холод так и не отступил", "the cold never died down", "he did not stop the cold",
        "он не мог забыть холод", "не избежал холода", "they could not escape the cold",
        "if he had not felt the cold", "если бы не холод", "were it not for the cold",
        # the negation is about something else
        "he did not sleep in the cold", "не спал в лютом холоде", "без шапки в холоде",
        "without a coat in the cold", "вместо дождя холод пришёл", "instead of rain the cold came",
        "he did not open the cold", "не понял этот холод", "nothing louder than cold",
        "нет ничего тише холода", "холод не был сильным", "холод не дал уснуть",
        # an end that is none
        "холод прошёл по комнате", "the cold passed through the wall", "the cold stopped him",
        "в холоде исчез корабль", "in the cold vanished a ship", "холод, и он ушёл",
        # a reply that says something else, a question that takes it for granted
        "Холод? Да.", "Холод? Нет ответа.", "Почему холод? Нет, не скажу.", "Холод ушёл? Нет.",
        "Дождь? Нет, холод.", "Холод. Нет.", "Холод не кончился? Нет.", "Cold? Yes.", "Cold? No doubt.",
        "Why the cold? No, not now.", "Had the cold gone? No.", "Rain? No. Cold.", "Who knew the cold? No one.",
        # a clause of its own behind a comma
        "без соли, и в доме холод", "without salt, and in the house the cold",
        # the name of another's, and a verb that goes on
        "хозяин холода не появился", "хозяин холода отсутствовал", "the owner of the cold did not appear",
        "холод не отсутствовал", "the cold did not appear to end",
        # a question that says yes by its not
        "Разве это не холод?", "Разве это не холод? Да.", "Не холод ли это?", "Isn't this the cold? Yes.",
        # never as much as now
        "Never had the cold been so near.", "Never before had he felt such cold.",
        "Никогда ещё холод не был так близок.", "Никогда не было такого холода.",
        # no order, no refusal
        "Не без: холод", "he cannot write about the cold and feels it", "To avoid rain. Cold",
    ],
)  # fmt: skip
def test_it_knows_what_is_no_negation(answer: str) -> None:
    assert len(verify(answer, "дом - холод").leaked) == 1


@pytest.mark.parametrize(
    "answer",
    [
        "no rain", "without any rain", "there was no rain left", "the rain was nowhere", "not rain but snow",
        "дождя не было", "без дождя", "не осталось дождя", "ни капли дождя", "дождя больше нет",
        "Дождя здесь никогда не водилось.", "Дождь? Нет.", "Дождей не встречалось", "Rain? No.",
        "The rain isn't there.", "The rain was not there.", "Дождь не появился.", "Дождь здесь отсутствует.",
        "There had never been any rain.", "I'm sorry, but I cannot write about rain.", "К сожалению, я не могу написать о дожде.",
    ],
)  # fmt: skip
def test_a_wanted_image_that_is_denied_does_not_stand(answer: str) -> None:
    made = verify(answer, "дождь")
    assert (made.images[0].status, made.score, made.passed()) == ("negated", 0, False)
    assert len(made.images[0].mentions) == 1


@pytest.mark.parametrize(
    "answer",
    [
        "the rain was gone", "the rain had never stopped", "he did not hear the rain", "he loved no one but rain",
        "no end of rain", "he could not forget the rain", "дождь ушёл", "дождь не утихал",
        "он не слышал дождя", "не только дождь", "без шапки под дождём", "вместо снега дождь пошёл",
        "не было ничего, кроме дождя", "No rain. Then came rain.", "Дождя не было. Потом пошёл дождь.",
        "в дожде не видно дома", "Дождь? Да.", "Дождь ушёл? Нет.", "Where was the rain? Nowhere.",
        "she had never been out in the rain", "Разве это не дождь? Да.", "Isn't it rain? Yes.",
        "Хозяин дождя не появился.", "Never had the rain been so near.",
    ],
)  # fmt: skip
def test_a_wanted_image_that_is_in_the_story_stands(answer: str) -> None:
    assert verify(answer, "дождь").images[0].status == "found"


@pytest.mark.parametrize(
    ("answer", "place"),
    [
        ("No bread. Then bread.", 15),
        ("Нет хлеба. Потом дали хлеб.", 22),
        ("Bread. No bread.", 0),
        ("Bread, no bread, bread.", 0),
    ],
)
def test_an_image_stands_where_it_is_not_denied(answer: str, place: int) -> None:
    assert verify(answer, "bread").images[0].mentions[0].start == place


@pytest.mark.parametrize(
    ("answer", "passes"),
    [
        ("No bread. Then a door. Then bread.", False),
        ("Хлеба не было. Открылась дверь. Принесли хлеб.", False),
        ("Хлеб. Двери нет. Дверь.", True),
        ("Bread. No bread behind the door. A door.", True),
        ("A door, no door. Bread.", False),
    ],
)
def test_a_beat_comes_where_it_is_not_denied(answer: str, passes: bool) -> None:
    made = verify(answer, "bread → door")
    assert (made.passed(), made.images[0].in_order, made.score == 1) == (passes,) * 3
    assert not made.missing


def test_a_word_is_the_other_word_for_it_where_its_own_is_denied() -> None:
    (image,) = verify("No fire. A flame.", "fire").images
    assert (image.status, image.synonym, len(image.mentions)) == ("found", True, 1)


def test_a_denied_phrase_does_not_leak_its_words() -> None:
    made = verify("Внутренний мир. Нет внутреннего мира.", "внутренний мир - мир")
    assert made.passed(strict=True)


def test_a_letter_that_is_denied_is_not_there_for_its_image() -> None:
    made = verify("дом без окна", "дом~окно + (дом → окно)")
    assert [one.status for one in made.images] == ["partly", "partly"]
    assert [one.missing for one in made.images if one.wanted.text == "дом~окно"] == [("окно",)]


def test_without_a_dictionary_negation_is_seen_too() -> None:
    session = Session()
    (document,) = session.documents("дом - холод")
    made = verify_document("дом, холод ушёл", document, Identity())
    assert [len(one.negated) for one in made.avoided] == [1]
