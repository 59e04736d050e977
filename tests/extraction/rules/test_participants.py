from crm.extraction import extract


def test_people_and_bodies_of_the_sentence_take_part():
    text = "10 мая 2023 года мэр Бергамо Джорджо Гори (Италия) и глава города Петров А.С. открыли форум «Города и люди» в г. Твери."
    event = extract(text, city="Тверь", year=2023)["events"][0]
    assert "Петров А.С." in event["home_participants"]
    assert "Джорджо Гори" in event["partner_participants"]
