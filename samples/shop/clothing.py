"""Clothing: most of it in families of colours and sizes, one in three options."""

from samples.shop.rows import Department, Product

_COLOURS_SIZES = {"Couleur": "RGE BLE VRT", "Taille": "S M L XL"}

_WOOL = Department(
    category="Vêtements / Laine",
    brand="Laine-Lune",
    supplier="Filature Laine-Lune",
    tags="laine;hiver",
    products=(
        Product(
            sku="TUQ",
            name="Tuque « Grand froid »",
            price="34.00",
            weight="85 G",
            options={"Couleur": "RGE BLE GRS", "Taille": "ENF ADU"},
            about="<p>Double tricot de mérinos.</p>\n<p>« Elle ne pique pas », disent les enfants.</p>",
        ),
        Product(
            sku="MIT",
            name="Mitaines doublées",
            price="42.00",
            weight="120 G",
            options={"Couleur": "GRS NOR", "Taille": "S M L"},
        ),
        Product(sku="FOU", name="Foulard long", price="58.00", weight="210 G", options={"Couleur": "RGE BLE VRT ECR"}),
        Product(sku="BAS", name="Bas de laine", price="22.00", weight="95 G", options={"Taille": "S M L"}),
        Product(
            sku="CHN",
            name="Chandail à col roulé",
            price="128.00",
            weight="0.62 KG",
            options={"Couleur": "ECR BLE", "Taille": "S M L XL"},
            about="<p>Tricoté en rond, sans couture.</p>",
        ),
        Product(sku="31001", name="Cache-cou tissé", price="29.00", weight="70 G"),
        Product(sku="31002", name="Jeté de laine à carreaux", price="145.00", weight="2.9 LB", size="60 x 50 x 1 IN"),
        Product(sku="31003", name="Pantoufles de feutre", price="56.00", weight="0.3 KG", online=False),
        Product(sku="31004", name="Bandeau d'oreilles", price="19.00", weight="40 G"),
    ),
)

_EVERY_DAY = Department(
    category="Vêtements / Tous les jours",
    brand="Quai Nord",
    supplier="Coupe & Couture du Fleuve",
    tags="coton",
    products=(
        Product(sku="TSH", name="T-shirt « Épinette »", price="32.00", weight="170 G", options=_COLOURS_SIZES),
        Product(
            sku="CHE",
            name="Chemise de flanelle",
            price="84.00",
            weight="0.38 KG",
            options={"Couleur": "RGE VRT", "Taille": "S M L XL"},
        ),
        Product(
            sku="PYJ",
            name="Pyjama d'enfant « Renards »",
            price="44.00",
            weight="0.24 KG",
            options={"Âge": "T2 T4 T6 T10"},
            online=False,
        ),
        Product(sku="32001", name="Casquette à oreilles", price="38.00", weight="130 G"),
        Product(sku="32002", name="Sac fourre-tout « Quai »", price="26.00", weight="0.2 KG", size="38 x 42 x 10 CM"),
        Product(sku="32003", name="Ceinture de cuir", price="52.00", weight="180 G"),
        Product(sku="32004", name="Mouchoir de poche", price="12.00", weight="20 G"),
        Product(sku="32005", name="Bretelles rouges", price="36.00", weight="110 G", online=False),
    ),
)

_RAIN = Department(
    category="Vêtements / Plein air",
    brand="Nordébruyère",
    supplier="Nordébruyère",
    tags="imperméable",
    products=(
        Product(
            sku="CVT",
            name="Coupe-vent « Noroît »",
            price="165.00",
            weight="0.41 KG",
            options={"Coupe": "F H", "Couleur": "BLE VRT", "Taille": "S M L"},
            about="<p>Coutures scellées, capuchon à visière.</p>\n<p>Se range dans sa propre poche.</p>",
        ),
    ),
)

DEPARTMENTS = (_WOOL, _EVERY_DAY, _RAIN)
